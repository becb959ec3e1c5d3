"""What a derivative is taken by: occurrences of the variable and the tangent of structured variables."""
