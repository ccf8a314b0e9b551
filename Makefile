# For those whose fingers say make; everything is done by do.py.
VERBS = run test tour check bench lock

.PHONY: $(VERBS)
$(VERBS):
	python3 do.py $@
