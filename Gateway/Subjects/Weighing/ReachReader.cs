namespace Gateway.Subjects.Weighing;

/// <summary>Notes what stands within reach behind each mention: of every person by itself, and of the patient and the one who writes as one.</summary>
internal sealed class ReachReader(List<Slot> slots, ILookup<Person, int> mentions)
{
    private const int Reach = 12;
    private const int ShortReach = 8;
    private const int OwnedReach = 3;
    private const int Opening = 4;

    /// <summary>How a clause is told, as bits; a question is one more.</summary>
    private const int Says = 1, Helps = 2, Denies = 4, Asks = 8, Manners = 9;

    /// <summary>"I", "we", the patient and the person, each owning or not.</summary>
    public const int MostTellings = 8 * Manners;

    /// <summary>Of "I", "we" and the patient together.</summary>
    public PersonTally First { get; } = new();

    public void Read(Traits message)
    {
        for (var at = 0; at < slots.Count; at++)
        {
            if (slots[at].IsFirst)
            {
                Note(First, message, TraitKind.PatientTells, at, slots[at].Form);
            }
        }
    }

    public PersonTally ReadInto(Traits traits, Person who)
    {
        var tally = new PersonTally();
        foreach (var at in mentions[who])
        {
            if (at < Opening)
            {
                traits.Note(TraitKind.Opens, true);
            }

            Note(tally, traits, TraitKind.Tells, at, slots[at].FormFor(who));
            NoteReach(traits, who, at);
        }

        return tally;
    }

    private void Note(PersonTally tally, Traits traits, TraitKind tells, int at, int form)
    {
        tally.Mentions++;
        var manner = 0;
        for (var next = at + 1; next < Math.Min(slots.Count, at + Reach) && slots[next].Sentence == slots[at].Sentence && slots[next].Who is null; next++)
        {
            manner |= MannerOf(slots[next].Kind);
            if (slots[next].Kind is SlotKind.Asks)
            {
                traits.Mark(tells, Telling(form, Asks));
            }

            if (slots[next].IsHealth)
            {
                traits.Mark(tells, Telling(form, manner));
                Count(tally, slots[at].Owns, next - at, manner);
                return;
            }
        }
    }

    private static void Count(PersonTally tally, bool owns, int distance, int manner)
    {
        if (owns)
        {
            tally.Owns += distance <= OwnedReach ? 1 : 0;
        }
        else if (distance < ShortReach)
        {
            tally.SaysHas += (manner & (Says | Helps)) != 0 ? 1 : 0;
            tally.Has += (manner & (Says | Helps)) == 0 ? 1 : 0;
        }
    }

    private void NoteReach(Traits traits, Person who, int at)
    {
        var owns = slots[at].Owns ? Slot.MostForms : 0;
        for (var next = at + 1; next < Math.Min(slots.Count, at + Reach) && slots[next].Sentence == slots[at].Sentence; next++)
        {
            if (slots[next].IsHealth || slots[next].Kind is SlotKind.Asks || slots[next].Who is not null)
            {
                traits.Mark(TraitKind.Reaches, owns + slots[next].FormFor(who));
            }

            if (slots[next].Who is not null)
            {
                return;
            }
        }
    }

    private static int MannerOf(SlotKind kind) => kind is SlotKind.Says ? Says : kind is SlotKind.Helps ? Helps : kind is SlotKind.Denies ? Denies : 0;

    private static int Telling(int form, int manner) => ((form - Slot.FirstForm) * Manners) + manner;
}
