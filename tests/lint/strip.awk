# C with its comments, strings and character constants emptied, line for
# line, so that a check sees code alone and still knows the line.
{
	out = ""
	n = length($0)
	for (i = 1; i <= n; i++) {
		c = substr($0, i, 1)
		two = substr($0, i, 2)
		if (comment) {
			if (two == "*/") { comment = 0; i++ }
		} else if (quote != "") {
			if (c == "\\") i++
			else if (c == quote) { quote = ""; out = out c }
		} else if (two == "/*") {
			comment = 1
			i++
			out = out " "
		} else if (two == "//") {
			break
		} else {
			if ((c == "\"" || c == "'") && $0 !~ /^#[ \t]*include/)
				quote = c
			out = out c
		}
	}
	if (substr($0, n, 1) != "\\") quote = ""
	print out
}
