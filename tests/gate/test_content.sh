#!/bin/sh
# The content that ships has no error.
cd "$(dirname "$0")/../.." || exit 1
exec "$VESTIBULE" check content
