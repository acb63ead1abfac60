"""Reading the evidence: from a document's bytes to suggestions that an editor can accept.

     URL, feed, file
           |
         fetch     the only network code
           |  Document (bytes)
         clean     decode, title, address, day of publication, furniture out
           |       repair: glued words apart, with offsets that lead back
           |  Article (captured text, clean text, OffsetMap)
        extract    sentences > dates, places, actors, casualties, facilities, triggers
           |       every fact keeps its quote, its offsets and the rule that found it
           |
        suggest    facts > incidents, main or background
           |  SuggestedIncident
          link     the same incident as one we know?
           |  Reading
          run      the only module that loads and saves

Everything but fetch and run is pure: no Django, no tables, no clock, no network. data.py holds what is passed on.
"""
