"""A project seen while it is being written: its pages, what is wrong with them, and desks to edit.

Pages and findings are made by the same functions as a build makes and checks them with. The server
is the door to the network.
"""
