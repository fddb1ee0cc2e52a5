"""The same request to the compiled plans and to Connexion alone: nobody can tell the answers apart."""
