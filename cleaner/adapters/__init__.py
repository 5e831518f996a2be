"""Cleaning inside other people's data tools, a few lines each: arrow, pandas, polars, datasets, spark, ray.

Each module needs its library (an extra of the same name); nothing here is imported by `import cleaner`.
"""
