"""Who reads how much: keys, and limits that all web processes share. Reading itself is open to everybody."""
