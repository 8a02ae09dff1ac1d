# T-scores of the goals in goal.csv, for tests/unit/goal.c.  Run in this
# folder:  Rscript goal.R
#
# What is achieved in the cases before half_levels are the examples of the R
# package gasr, and edges of it: its README prints 40.95466 (gasr_readme_S01),
# 45.43565 and 63.69306 (3goals_a, 3goals_b).  Goals that lack a level or a
# weight are left out already.

input <- read.csv("goal.csv")

t_score <- function(w, x, rho) {
	if (all(w == 0))
		w <- rep(1, length(w))
	50 + 10 * sum(w * x) /
	    sqrt((1 - rho) * sum(w^2) + rho * sum(w)^2)
}

cases <- factor(input$case, levels = unique(input$case))
result <- do.call(rbind, lapply(split(input, cases), function(d) {
	before <- t_score(d$weight, d$baseline, d$rho[1])
	after <- t_score(d$weight, d$achieved, d$rho[1])
	data.frame(case = d$case[1], n = nrow(d), met = sum(d$achieved >= 0),
	    baseline = sprintf("%.15g", before),
	    achieved = sprintf("%.15g", after),
	    change = sprintf("%.15g", after - before))
}))
write.csv(result, "goal.expected.csv", row.names = FALSE, quote = FALSE)
