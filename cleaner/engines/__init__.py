"""Engines: who runs the partitions of a large collection, this machine, Spark or Ray.

An engine hands out partitions, runs them again where a worker died, and brings back what was counted. Reading, cleaning
and writing a partition is the same in each (`cleaner.engines.partition`), so that every text comes out the same.
"""
