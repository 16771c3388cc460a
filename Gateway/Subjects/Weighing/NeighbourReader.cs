using Gateway.Text;

namespace Gateway.Subjects.Weighing;

/// <summary>Reads what stands by the mentions of a person, and by those of the patient and of whoever writes.</summary>
internal sealed class NeighbourReader
{
    private const int WordBits = 64;
    private const string Number = "#";

    private readonly TokenizedText _text;
    private readonly List<Slot> _slots;
    private readonly ILookup<Person, int> _mentions;
    private readonly ulong[] _keys;
    private readonly List<Neighbour> _found = [];
    private readonly ulong[] _noted = new ulong[(NeighbourWeights.Shipped.Count / WordBits) + 1];

    public NeighbourReader(TokenizedText text, List<Slot> slots, ILookup<Person, int> mentions)
    {
        (_text, _slots, _mentions) = (text, slots, mentions);
        _keys = new ulong[slots.Count];
        Span<char> word = stackalloc char[Vocabulary.LongestWord];
        for (var at = 0; at < slots.Count; at++)
        {
            _keys[at] = slots[at].Who is null ? NeighbourNames.KeyOf(WordAt(at, word)) : 0;
        }
    }

    /// <summary>Log odds, roughly, of somebody of whom only the patient and the writer tell.</summary>
    public float WeighPatient() => NeighbourWeights.Shipped.Start + Weigh(PatientsNeighbours(), null);

    /// <summary>How much more, or less, what stands by their own mentions says.</summary>
    public float Weigh(Person who) => Weigh(NeighboursOf(who), who);

    /// <summary>All of it by name, for learning what it weighs.</summary>
    public IEnumerable<string> Names(Person? who)
    {
        var patients = PatientsNeighbours().Select(neighbour => NameOf(neighbour, null)).ToList();
        return who is null ? patients : patients.Concat(NeighboursOf(who).Select(neighbour => NameOf(neighbour, who)));
    }

    private List<Neighbour> PatientsNeighbours()
    {
        _found.Clear();
        for (var at = 0; at < _slots.Count; at++)
        {
            if (_slots[at].IsFirst)
            {
                Neighbour.AddBy(at, _slots[at].Form, _slots, _found);
            }
        }

        return _found;
    }

    private List<Neighbour> NeighboursOf(Person who)
    {
        _found.Clear();
        foreach (var at in _mentions[who])
        {
            Neighbour.AddBy(at, _slots[at].FormFor(who), _slots, _found);
        }

        return _found;
    }

    /// <summary>Each counts once, however often it stands there.</summary>
    private float Weigh(List<Neighbour> neighbours, Person? who)
    {
        Array.Clear(_noted);
        var sum = 0f;
        foreach (var neighbour in neighbours)
        {
            var second = neighbour.Second is { } slot ? KeyAt(slot, who) : 0;
            if (NeighbourWeights.Shipped.TryFind(NeighbourNames.KeyOf(neighbour.Form, neighbour.Place, KeyAt(neighbour.First, who), second), out var found))
            {
                ref var noted = ref _noted[found.Place / WordBits];
                var bit = 1UL << (found.Place % WordBits);
                sum += (noted & bit) == 0 ? found.Weight : 0;
                noted |= bit;
            }
        }

        return sum;
    }

    private ulong KeyAt(int slot, Person? who) => slot switch
    {
        Neighbour.Beginning => NeighbourNames.Beginning,
        _ when _slots[slot].Who is null => _keys[slot],
        _ => NeighbourNames.KeyOfMention(FormAt(slot, who)),
    };

    private string NameOf(Neighbour neighbour, Person? who) => NeighbourNames.NameOf(
        neighbour.Form, neighbour.Place, TextAt(neighbour.First, who), neighbour.Second is { } second ? TextAt(second, who) : null);

    private string TextAt(int slot, Person? who)
    {
        Span<char> word = stackalloc char[Vocabulary.LongestWord];
        return slot switch
        {
            Neighbour.Beginning => NeighbourNames.NameOfBeginning,
            _ when _slots[slot].Who is null => WordAt(slot, word).ToString(),
            _ => NeighbourNames.NameOfMention(FormAt(slot, who)),
        };
    }

    private int FormAt(int slot, Person? who) => who is null ? _slots[slot].Form : _slots[slot].FormFor(who);

    private ReadOnlySpan<char> WordAt(int slot, Span<char> into)
    {
        ref readonly var token = ref _text.Tokens[_slots[slot].Token];
        return token.Kind switch
        {
            TokenKind.Number => Number,
            TokenKind.Mark => _text.Spelling(token),
            TokenKind.Word => WordSpelling.PlainOf(_text.Spelling(token), into),
        };
    }
}
