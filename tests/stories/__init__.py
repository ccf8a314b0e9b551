"""What several modules do together, told as stories."""
