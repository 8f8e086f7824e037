"""Attribution: who said it.

- `speaker_choice`: the likeliest candidate of each quoted stretch, or none
- `layout_cues`: signatures, labels and headlines that name the speaker without a model
- `speaker_linking`: from a speaker's mention to the actor; `speaker_carryover`: "he said" after a named speaker
"""
