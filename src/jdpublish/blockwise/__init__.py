"""One block of a file written anew, or put in where it belongs: all else byte for byte."""
