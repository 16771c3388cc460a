using Gateway.Text;

namespace Gateway.Subjects.Weighing;

/// <summary>Notes the traits of each person whom a message may be about, and of the message around them.</summary>
internal sealed class CandidateReader
{
    /// <summary>Where the last third of a message begins.</summary>
    private const int LateThirds = 2, Thirds = 3;

    private readonly TokenizedText _text;
    private readonly Cast _cast;
    private readonly MessageCues _cues;
    private readonly ReachReader _reach;
    private readonly NeighbourReader _neighbours;
    private readonly float _patientsNeighbours;
    private readonly NarrativeVerdict _first;
    private readonly Person? _foremost;
    private readonly Traits _message = new();

    /// <param name="text">The message.</param>
    /// <param name="cast">Its people.</param>
    /// <param name="scan">What they carry.</param>
    /// <param name="first">What the rules say, which is weighed with the rest.</param>
    public CandidateReader(TokenizedText text, Cast cast, OwnershipScan scan, NarrativeVerdict first)
    {
        (_text, _cast, _cues, _first) = (text, cast, scan.Cues, first);
        _foremost = cast.Others.Where(other => !other.Dead).MaxBy(NarrativePolicy.PartOf);
        var slots = SlotReader.Read(text, scan.Mentions, cast);
        var mentions = slots.Index().Where(slot => slot.Item.Who is { Role: PersonRole.Other or PersonRole.Writer }).ToLookup(slot => slot.Item.Who!, slot => slot.Index);
        _reach = new ReachReader(slots, mentions);
        _reach.Read(_message);
        _neighbours = new NeighbourReader(text, slots, mentions);
        _patientsNeighbours = _neighbours.WeighPatient();
        NoteMessage();
    }

    /// <summary>Everybody but the patient, and last the one whom nobody mentions.</summary>
    public IReadOnlyList<Candidate> Read() =>
    [
        .. People.Select(Note),
        new Candidate(null, Unmentioned()),
    ];

    /// <summary>What stands by the mentions, of each candidate in the same order and by name: for learning what it weighs.</summary>
    public IReadOnlyList<IReadOnlySet<string>> Neighbours() => [.. People.Append(null).Select(person => _neighbours.Names(person).ToHashSet(StringComparer.Ordinal))];

    private IEnumerable<Person> People => _cast.Sender.Role is PersonRole.Writer ? _cast.Others.Append(_cast.Sender) : _cast.Others;

    private Candidate Note(Person person)
    {
        var traits = new Traits(_message);
        traits.Note(TraitKind.IsWriter, person.Role is PersonRole.Writer);
        NoteWhatIsTold(traits, person);
        NoteStanding(traits, person);
        NotePlace(traits, person);
        return new Candidate(person, traits);
    }

    private Traits Unmentioned()
    {
        var traits = new Traits(_message);
        traits.Note(TraitKind.IsUnmentioned, true);
        return traits;
    }

    private void NoteMessage()
    {
        var patient = _cast.Subject;
        _message.Note(TraitKind.InProxiedChart, _cast.Sender != patient);
        _message.Note(TraitKind.PatientWeight, patient.Weight);
        _message.Note(TraitKind.PatientSpeaks, patient.IsMentioned);
        _message.Note(TraitKind.Voice, _cast.Sender.Voice);
        _message.Note(TraitKind.Unclaimed, _cues.Unclaimed);
        _message.Note(TraitKind.People, _cast.Others.Count);
        _message.Note(TraitKind.Words, _text.Count);
        _message.MarkVerdict(_first);
        foreach (var cue in Enum.GetValues<Cue>())
        {
            if (_cues.Has(cue))
            {
                _message.Mark(TraitKind.Cue, (int)cue);
            }
        }

        _message.Note(TraitKind.Neighbours, _patientsNeighbours);
        _message.Note(TraitKind.PatientMentions, _reach.First.Mentions);
        _message.Note(TraitKind.PatientOwns, _reach.First.Owns);
        _message.Note(TraitKind.PatientHas, _reach.First.Has);
        _message.Note(TraitKind.PatientSaysHas, _reach.First.SaysHas);
    }

    private void NoteWhatIsTold(Traits traits, Person person)
    {
        var tally = _reach.ReadInto(traits, person);
        var first = _reach.First;
        traits.Note(TraitKind.Neighbours, _patientsNeighbours + _neighbours.Weigh(person));
        traits.Note(TraitKind.Health, person.Health);
        traits.Note(TraitKind.Questions, person.Questions);
        traits.Note(TraitKind.Told, person.Told);
        traits.Note(TraitKind.Helps, person.Helps);
        traits.Note(TraitKind.Mentions, tally.Mentions);
        traits.Note(TraitKind.Owns, tally.Owns);
        traits.Note(TraitKind.Has, tally.Has);
        traits.Note(TraitKind.SaysHas, tally.SaysHas);
        traits.Note(TraitKind.ShareOfMentions, Share(tally.Mentions, first.Mentions));
        traits.Note(TraitKind.ShareOfHealth, Share(tally.Owns + tally.Has, first.Owns + first.Has));
        traits.Note(TraitKind.ShareOfWeight, Share(NarrativePolicy.PartOf(person), NarrativePolicy.PartOfPatient(_cast.Subject)));
    }

    private void NoteStanding(Traits traits, Person person)
    {
        traits.MarkRelationship(person.Relationship);
        traits.Note(TraitKind.IsBloodElder, Kinship.IsBloodElder(person.Relationship));
        traits.Note(TraitKind.Behind, NarrativePolicy.PartOf(_foremost) - NarrativePolicy.PartOf(person));
        traits.Note(TraitKind.IsDead, person.Dead);
        traits.Note(TraitKind.IsPlural, person.Plural);
        traits.Note(TraitKind.Shares, person.Shares);
        traits.Note(TraitKind.OnRecord, person.Named is not null);
        traits.Note(TraitKind.Aged, person.AgeInMonths is not null);
        traits.Note(TraitKind.Called, person.Called is not 0);
        traits.Note(TraitKind.FirstVerdictNamesThem, _first is NarrativeVerdict.AboutSomeoneElse other && other.Relationship == person.Relationship);
    }

    private void NotePlace(Traits traits, Person person)
    {
        traits.Note(TraitKind.ComesFirst, person.FirstToken < _cast.Subject.FirstToken);
        traits.Note(TraitKind.ComesLast, person.LastToken > _cast.Subject.LastToken);
        traits.Note(TraitKind.StandsLate, person.LastToken * Thirds > _text.Count * LateThirds);
    }

    /// <summary>The part of the whole; half where there is nothing.</summary>
    private static double Share(double part, double rest) => (part + 1) / (part + rest + 2);
}
