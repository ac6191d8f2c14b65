"""The services that answer questions: one module each, which builds requests and reads replies."""
