#!/bin/sh
# Power cuts: crash_states.py, where there is a Python.
. "${0%/*}/tap"
have python3 || skip_all "no python3"
can_trace || skip_all "no strace"
python3 "${0%/*}/crash_states.py"
