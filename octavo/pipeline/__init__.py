"""List this folder to see the flow: one file per step of the line, the list of steps, the worker."""
