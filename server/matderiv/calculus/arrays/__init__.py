"""Arrays by themselves: chains of factors, and the structure that declared properties imply."""
