/* Parts of charts as marks: rings and ticks. Angles in turns from 12 o'clock, clockwise. */
#pragma once
#include "picture/picture.h"

/* Adds the arc of a ring with centre (x, y), from turn `from` to turn `to` (0 to 1), of that outer
 * radius and thickness in pixels, flat ends. A whole turn closes. */
void chart_ring(struct picture *picture, float x, float y, float radius, float thickness,
                float from, float to, struct color color);

/* Adds a round-ended tick across a ring at that turn, from radius inner to radius outer. */
void chart_tick(struct picture *picture, float x, float y, float inner, float outer, float turn,
                float thickness, struct color color);
