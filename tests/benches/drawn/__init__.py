"""People drawn by a program, whose matte and colours are known exactly."""
