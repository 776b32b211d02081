/* Host names of web addresses, such as "www.isere.gouv.fr". */
#pragma once
#include <stddef.h>

/* Returns how many parts with a dot between them the host has, each of letters, digits and hyphens
 * (RFC 1123); 0 when it is anything else: a user, a port, an address in numbers of IPv6, an accent.
 */
size_t host_parts(const char *host, size_t length);
