/* Runs first in the program's and the packs' processes. */
