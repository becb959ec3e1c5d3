"""Calls: of functions of the note, of the field, of unknown ones, and products that look so."""
