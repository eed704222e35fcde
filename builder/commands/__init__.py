"""The commands, a module each: parse options, call, print. No rule of the domain lives here."""
