#!/bin/sh
# Every C source is as clang-format leaves it.
cd "$(dirname "$0")/../.." || exit 1
find src tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run -Werror
