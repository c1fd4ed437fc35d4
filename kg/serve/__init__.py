"""The graph on the web: a SPARQL endpoint, a page for each thing, a query page and the network, all read-only.

Queries run in processes of their own, which are ended when they take too long; the server itself never touches the graph.
`kg.serve.run.serve` starts it. Nothing is imported here: each of those processes would wait for it.
"""
