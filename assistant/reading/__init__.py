"""Message + conversation → Reading: what was described, what was asked, in which words."""
