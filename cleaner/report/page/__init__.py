"""The review page: one HTML file with all that was found, to be read, decided on and exported."""
