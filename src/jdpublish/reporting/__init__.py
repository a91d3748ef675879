"""What the commands say, as a terminal, a program or a review page takes it."""
