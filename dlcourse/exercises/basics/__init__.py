"""The exercises of chapter 1, one file a lesson."""
