// What the first page and the pages of works do.
