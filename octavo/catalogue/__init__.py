"""The starter catalogue: publishers and their feeds, a data file per country."""

from octavo.catalogue.load import CatalogueFeed, CataloguePublisher, load_catalogue

__all__ = ["CatalogueFeed", "CataloguePublisher", "load_catalogue"]
