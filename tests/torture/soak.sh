#!/bin/sh
# Thirty days behind a screen in simulated time, or as many as fit into ten times SECONDS.
cd "$(dirname "$0")/../.." || exit 1
TORTURE=$((SECONDS * 10)) exec "$BUILD/tests/stage/test_soak"
