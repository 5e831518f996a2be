"""Rules from outside: rules without code, in TOML files, and rules of plug-ins."""
