"""What is known about symbols and notation at each place of a document."""
