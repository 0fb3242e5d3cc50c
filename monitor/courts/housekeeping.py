"""The subjects of orders that keep a case in order and decide nothing of weight: the routine half of relief.py."""

ROUTINE: dict[str, str] = {
    "reference to a magistrate judge": r"""
        refer(?:ral|ring|red|s)?\b(?! to as)
        reassign\w*
        recus\w+
        disqualif\w+
    """,
    "time": r"""
        (?:extension|enlarge(?:ment)?|additional|more|shorten(?:ing|ed)?|extend(?:ing|ed)?\
            |reduce)(?: of)?(?: the)?(?: briefing)? (?:time|deadlines?|stay\b|page|discovery|answer|response\
            |dates?|schedule)
        extension\b
        extend(?:ing)?\b
        out of time
        deadlines?\b
        to continue\b
        continu(?:ance|ing)\b
        continued\b
        postpone\b
        adjourn\w*
        reset(?:ting)?\b
        reschedul\w*
        speedy trial
        excludable
        expedit\w*\b(?! motion)
        time to (?:answer|file|respond|serve)
        toll(?:ing)?\b
    """,
    "schedule": r"""
        schedul\w*
        hearing\b
        conference\b
        case management
        discovery plan
        setting\b
        briefing\b
        pretrial order
        trial date
        oral arguments?
        argument\b
        mediation
        settlement conf\w*
        ADR\b
        status report
        show cause
        advance\b
        calendar\w*
        docket call
        submission
    """,
    "leave to file": r"""
        leave to (?:file|amend|supplement|exceed|participate|appear|proceed|serve|withdraw|appeal in forma\
            |reply|conduct|take|join)
        supplement\b
        amend(?:ed|ing)?\b(?! (?:\w+ )?(?:motion|application|petition|order|judgment))
        correct\b
        file (?:under seal|excess|a |an |amended|supplement)
        exceed\w*
        (?:page|word) limits?
        excess pages
        over-?length
        amicus
        substitut\w*
        withdraw(?:al)?\b
        redact\w*
        seal(?:ed|ing)?\b
        under seal
        impound
        strike\b
        unseal\w*
    """,
    "counsel": r"""
        pro hac vice
        appear\b
        appearance
        admi(?:t|ssion)\b
        appoint\w*
        counsel\b
        attorney\b
        employ(?:ment)?\b
        retain\w*
        CJA
        compensation
        fees?\b
        costs\b
        reimbursement
        interpreter
    """,
    "in forma pauperis": r"""
        in forma pauperis
        \bIFP\b
        prepayment
        without prepaying
        installments?
        PLRA
        filing fee
    """,
    "discovery": r"""
        compel\b
        discovery
        deposition
        depose
        subpoenas?
        protective order
        quash
        produc(?:e|tion)
        interrogator\w*
        confidential\w*
        ESI\b
        inspect\w*
        examination
        2004
        privilege
        in camera
        letters? rogatory
        expert\b
        daubert
        limine
        preclude
        exclude
        bill of particulars
        jury instructions
        exhibits?\b
        testimony
        witness\w*
        judicial notice
    """,
    "housekeeping": r"""
        withh(?:o|e)ld\w* (?:issuance of )?(?:the )?mandate
        (?:issuance of )?(?:the )?mandate (?:(?:is|was|be|shall|hereby) )*(?:withheld|stayed|held)
        temporary stay of (?:the )?mandate
        order on (?:the )?mandate
        (?:filing and )?spread\w* (?:of )?(?:the )?mandate
        consolidat\w*
        relat(?:ed|e) cases?
        coordinate
        bifurcat\w*
        join(?:der|t administration)
        service\b
        serve\b
        publication
        travel
        (?:remov|modif|review|amend|chang)\w* (?:of )?(?:the )?(?:\w+ )?(?:conditions|bail|bond|terms|release)
        modification of
        passport
        conditions paperwork
        transcripts?
        writ\b
        ad (?:prosequendum|testificandum)
        exonerat\w*
        return of
        release of (?:funds|passport|exhibits|bond)
        disburs\w*
        deposit
        payment
        psychiatric
        competenc\w+
        evaluation
        clarif\w+
        abey\w*
        deem\w*
        request(?:s)? for (?:notice|copies)
        telephon\w*
        electronic\w*
        video\w*
        procedures
        notice (?:of )?(?:\w+ )?sale
        bar date
        claims? (?:bar|register)
        objection to (?:proof of )?claim
        wages
        cash collateral
        critical vendors
        utilities
        reject\w* (?:of )?(?:the )?(?:\w+ )?(?:leases?|contracts?|executory|unexpired)
        assum\w*
        lease
        disclosure statement
        reaffirmation
        avoid\w*
        lien
        matrix
        exempt\w*
        designat\w*
    """,
}
"""By name, the phrases of each subject, one a line (phrases.py)."""
