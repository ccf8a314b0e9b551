"""What the panes of letters, requests and service cases share: who wrote and how it went, beside the matter."""
