"""Pictures made on the server: SVG drawn from the ledger, PNG from that SVG, in fonts that come with the register."""
