"""What a change means: to which case it belongs, which happening it reports, what that undoes, what is open."""
