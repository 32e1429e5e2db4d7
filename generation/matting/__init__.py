"""From a photo to the person's share of each pixel, and what is doubtful about it. See README.md."""
