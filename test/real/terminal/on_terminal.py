"""Runs a command on a terminal of its own, types what it is told to when it is told to, and prints what was written.

usage: on_terminal.py COLUMNS '[{"at": REGEX, "type": TEXT}, ...]' COMMAND...
"""

import fcntl
import json
import os
import pty
import re
import select
import struct
import sys
import termios
import time

columns, steps, command = int(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3:]
child, terminal = pty.fork()
if child == 0:
    # The size is set before anything asks for it.
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    os.execvp(command[0], command)

written, seen, deadline = "", 0, time.time() + 240
while time.time() < deadline:
    if not select.select([terminal], [], [], 1)[0]:
        continue
    try:
        chunk = os.read(terminal, 65536)
    except OSError:  # Linux' word for the end.
        break
    if not chunk:
        break
    written += chunk.decode(errors="replace")
    found = steps and re.search(steps[0]["at"], written[seen:])
    if found:
        seen += found.end()
        os.write(terminal, steps.pop(0)["type"].encode())
else:
    os.kill(child, 9)
_, status = os.waitpid(child, 0)
print(json.dumps({"status": os.waitstatus_to_exitcode(status), "written": written}))
