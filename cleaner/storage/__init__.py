"""Files, here or far away: finding them, reading them, and replacing them whole or not at all."""
