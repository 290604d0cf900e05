"""From signals to what an editor should do: the kind of work, what it would save, and in which order.

``kinds`` decides, ``saving`` reckons, ``advice`` says it in words, ``flags`` brings all of it together.
"""
