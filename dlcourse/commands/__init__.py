"""What `dlcourse` does on the command line, one command a file; cli.py only reads the arguments."""
