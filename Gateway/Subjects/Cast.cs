using Gateway.References;
using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>The people of one message: who "I", "my son", "Johnny" and "she" are.</summary>
internal sealed class Cast
{
    /// <summary>A message about more people than this is about several, whoever comes next.</summary>
    private const int MostPeople = 16;

    private readonly NarrativeFacts _facts;
    private readonly List<Person> _others = [];
    private Person? _lastMale, _lastFemale, _lastUnknown, _lastPlural;

    /// <summary>Whom the sentence spoke of first, and how many people were known before it.</summary>
    private Person? _opener;
    private int _knownBefore;

    public Cast(NarrativeFacts facts)
    {
        _facts = facts;
        Subject = new Person("subject", PersonRole.Subject, facts.Sex);
        Sender = facts.SenderIsThePatient ? Subject : new Person("self", PersonRole.Writer, Sex.Unknown);
    }

    public Person Subject { get; }

    /// <summary>Who "I" is.</summary>
    public Person Sender { get; private set; }

    public Person Bystander { get; } = new("bystander", PersonRole.Bystander, Sex.Unknown);

    public IReadOnlyList<Person> Others => _others;

    /// <summary>Whom a word of the third person without a sex points back to; null before anybody is spoken of.</summary>
    public Person? LastSpokenOf { get; private set; }

    /// <summary>"Mi suegra dice que es el ojo. No come": in a child's chart it is the child who does not, and not who said or did something for the child.</summary>
    public void GoBackToThePatient() =>
        LastSpokenOf = !_facts.SenderIsThePatient && LastSpokenOf is { Role: PersonRole.Other, Health: 0 } ? Subject : LastSpokenOf;

    /// <summary>Somebody else than the chart's patient says that it is they who write.</summary>
    public bool WriterIsAnother { get; private set; }

    /// <summary>"Joy here": in a chart whose account holder is called otherwise, somebody else types.</summary>
    public void Introduce(bool asThePatient)
    {
        WriterIsAnother |= !asThePatient && _facts.SenderIsThePatient && _facts.GivenNames.Length > 0;
        Sender = asThePatient ? Subject : Sender;
    }

    public Person Relative(Kin kin, int? ageInMonths)
    {
        if (!_facts.SenderIsThePatient && IsTheChartsPatient(kin, ageInMonths))
        {
            return Remember(Subject);
        }

        return RelativeBeside(kin, ageInMonths);
    }

    public Person NamedSubject() => Remember(Subject);

    public Person Named(ProxiedPerson proxied, Person? said = null)
    {
        var known = _others.Find(other => other.Named == proxied.Chart) ?? said
            ?? _others.Find(other => other.Named is null && MayBeNamed(other, proxied));
        known ??= Add(new Person(proxied.Relationship is "" ? "relative" : proxied.Relationship, PersonRole.Other, proxied.Sex));
        known.Named = proxied.Chart;
        known.Sex = known.Sex is Sex.Unknown ? proxied.Sex : known.Sex;
        return Remember(known);
    }

    /// <summary>The one person on record of that age and sex, the chart's patient before others; null for nobody, and for one of several.</summary>
    public Person? OnRecord(int ageInMonths, Sex sex)
    {
        if (IsOnRecord(_facts.AgeInMonths, _facts.Sex))
        {
            return Remember(Subject);
        }

        return sex is not Sex.Unknown && _facts.Proxied.Where(proxied => IsOnRecord(proxied.AgeInMonths, proxied.Sex)).ToList() is [var only] ? Named(only) : null;

        bool IsOnRecord(int? age, Sex recorded) =>
            age is { } known && Age.Agrees(ageInMonths, known) && (sex is Sex.Unknown || recorded is Sex.Unknown || sex == recorded);
    }

    /// <summary>Whether nothing on record of the chart's patient speaks against that age and sex.</summary>
    public bool FitsThePatient(int ageInMonths, Sex sex) =>
        (_facts.AgeInMonths is not { } known || Age.Agrees(ageInMonths, known)) && (sex is Sex.Unknown || _facts.Sex is Sex.Unknown || sex == _facts.Sex);

    /// <summary>Whether the person spoken of can be the one on record whose name comes next.</summary>
    public static bool MayBeNamed(Person person, ProxiedPerson proxied) =>
        !person.Plural && person.Role is PersonRole.Other && Kinship.MayBe(person.Relationship, proxied.Relationship) && SexAgrees(person, proxied.Sex);

    /// <summary>A given name nobody has on record: the same person each time it comes, and what the writer says this person is ("Kate, my wife").</summary>
    public Person Stranger(in Token name, Kin? kin = null)
    {
        foreach (var other in _others)
        {
            if (other.Called == name.Word)
            {
                other.Relationship = kin is not null && other.Relationship is "unknown" ? kin.Relationship : other.Relationship;
                return Remember(other);
            }
        }

        // "This is about my wife. Malia is 42."
        var called = kin is not null ? Relative(kin, null)
            : _others is [{ Role: PersonRole.Other, Plural: false, Called: 0, Named: null, Health: 0, Told: 0 } only] && only.Relationship is not "unknown" && SexAgrees(only, SexOf(name)) ? only
            : null;
        if (called is not null)
        {
            Call(called, name);
            return called;
        }

        return Remember(Add(new Person("unknown", PersonRole.Other, SexOf(name)) { Called = name.Word }));
    }

    /// <summary>"my husband Leonard": from here on Leonard is the husband.</summary>
    public void Call(Person person, in Token name)
    {
        person.Called = name.Word;
        person.Sex = person.Sex is Sex.Unknown ? SexOf(name) : person.Sex;
        Remember(person);
    }

    /// <summary>For a parent who writes in a child's chart, the patient's brother or sister is a child of the writer's too; "his brother walks, he does not": "he" remains the patient.</summary>
    public Person? SiblingOfThePatient(Kin kin)
    {
        if (_facts.SenderIsThePatient || kin.Relationship is not ("sister" or "brother") || !Kinship.MayBe("child", _facts.RelationshipToSender))
        {
            return null;
        }

        var (spokenOf, male, female) = (LastSpokenOf, _lastMale, _lastFemale);
        var sibling = RelativeBeside(kin.As(kin.Relationship is "sister" ? "daughter" : "son"), null);
        if (sibling.Sex == Subject.Sex)
        {
            (LastSpokenOf, _lastMale, _lastFemale) = (spokenOf, male, female);
        }

        return sibling;
    }

    /// <summary>"She drops things; our daughter cut her hair. She eats little": who comes up within a sentence about somebody known does not outlive it.</summary>
    public void EndSentence()
    {
        if (_opener is { } opener && opener.Sex is not Sex.Unknown && _others.IndexOf(opener) < _knownBefore
            && (opener.Sex is Sex.Male ? _lastMale : _lastFemale) is { } last && last != opener && _others.IndexOf(last) >= _knownBefore)
        {
            Remember(opener);
        }

        (_opener, _knownBefore) = (null, _others.Count);
    }

    /// <summary>Whether a pronoun of that sex has somebody to point back to.</summary>
    public bool HasSpokenOf(Sex sex) => (sex is Sex.Male ? _lastMale : _lastFemale) is { Role: PersonRole.Other };

    /// <summary>Somebody writes for the patient, and "he" may be the patient without a word before it.</summary>
    public bool WritesFor(Sex sex) => !_facts.SenderIsThePatient && _facts.Sex is not Sex.Unknown && SexAgrees(Subject, sex);

    /// <summary>"He lives with my brother": company is mentioned, and yet "he" remains who he was.</summary>
    public Person InPassing(Kin kin, int? ageInMonths)
    {
        var (spokenOf, male, female) = (LastSpokenOf, _lastMale, _lastFemale);
        var person = Relative(kin, ageInMonths);
        if ((person.Sex is Sex.Male ? male : person.Sex is Sex.Female ? female : null) is { Role: PersonRole.Other })
        {
            (LastSpokenOf, _lastMale, _lastFemale) = (spokenOf, male, female);
        }

        return person;
    }

    /// <summary>The person a pronoun or "the baby" points back to; somebody unknown when nobody fits.</summary>
    public Person PointedTo(Sex sex, bool plural)
    {
        var last = plural ? _lastPlural : (sex is Sex.Male ? _lastMale : _lastFemale) ?? _lastUnknown;
        if (last is not null)
        {
            last.Sex = last.Sex is Sex.Unknown && !plural && last != Bystander ? sex : last.Sex;
            return plural ? last : Remember(last);
        }

        return plural || !_facts.SenderIsThePatient && SexAgrees(Subject, sex)
            ? plural ? Bystander : Subject
            : Remember(Add(new Person("unknown", PersonRole.Other, sex)));
    }

    /// <summary>"She is 66": told of the woman spoken of before, if one was.</summary>
    public Person? SpokenOf(Sex sex, int ageInMonths)
    {
        if (LastSpokenOf is not { Role: PersonRole.Other, Plural: false } person || !SexAgrees(person, sex) || person.AgeInMonths is { } known && !Age.Agrees(ageInMonths, known))
        {
            return null;
        }

        person.AgeInMonths ??= ageInMonths;
        return person;
    }

    /// <summary>"the baby", "the kids": the child spoken of, else a new one.</summary>
    public Person PointedToChild(Kin kin) =>
        _others.FindLast(other => Kinship.MayBe(kin.Relationship, other.Relationship)) is { } known ? Remember(known) : Relative(kin, null);

    public Person Unnamed(string relationship, Sex sex, int? ageInMonths) =>
        Remember(Add(new Person(relationship, PersonRole.Other, sex) { AgeInMonths = ageInMonths, IsAnybodys = true }));

    public void IntroduceBystander()
    {
        _lastUnknown ??= Bystander;
    }

    /// <summary>The charts a person may be: by name, else by relationship, sex and age.</summary>
    public IEnumerable<PatientId> ChartsOf(Person person)
    {
        if (person.Named is { } chart)
        {
            return [chart];
        }

        // A name that is on no record belongs to nobody on record.
        if (person is { Called: not 0, Relationship: "unknown" })
        {
            return [];
        }

        return _facts.Proxied.Where(proxied => Fits(person, proxied)).Select(proxied => proxied.Chart);
    }

    /// <summary>Where somebody else types in the patient's account, "she" and "my mother" may be the patient.</summary>
    public bool MayBeThePatient(Person person) =>
        _facts.SenderIsThePatient && person.Named is null && !person.Plural && SexAgrees(person, _facts.Sex)
        && !Kinship.MayBe("child", person.Relationship is "unknown" ? "mother" : person.Relationship);

    /// <summary>The relative, where it cannot be the patient.</summary>
    private Person RelativeBeside(Kin kin, int? ageInMonths)
    {
        if (_others is [{ Relationship: "unknown", Called: 0 } unknown] && SexAgrees(unknown, kin.Sex))
        {
            unknown.Relationship = kin.Relationship;
        }

        foreach (var other in _others)
        {
            if (other.Relationship == kin.Relationship && (ageInMonths is null || other.AgeInMonths is null || other.AgeInMonths == ageInMonths))
            {
                other.AgeInMonths ??= ageInMonths;
                return Remember(other);
            }
        }

        return Remember(Add(new Person(kin.Relationship, PersonRole.Other, kin.Sex) { Plural = kin.Plural, AgeInMonths = ageInMonths }));
    }

    private static bool Fits(Person person, ProxiedPerson proxied) =>
        (person.Relationship is "unknown" || Kinship.MayBe(person.Relationship, proxied.Relationship))
        && SexAgrees(person, proxied.Sex)
        && (person.AgeInMonths is not { } said || proxied.AgeInMonths is not { } recorded || Age.Agrees(said, recorded));

    private static Sex SexOf(in Token name) => (name.Is(WordTags.FemaleName), name.Is(WordTags.MaleName)) switch
    {
        (true, false) => Sex.Female,
        (false, true) => Sex.Male,
        _ => Sex.Unknown,
    };

    private bool IsTheChartsPatient(Kin kin, int? ageInMonths) =>
        _facts.RelationshipToSender.Length > 0
            ? Kinship.MayBe(kin.Relationship, _facts.RelationshipToSender)
                && (ageInMonths is not { } said || _facts.AgeInMonths is not { } recorded || Age.Agrees(said, recorded))
            : kin.Relationship is not "pet" && (kin.Sex is Sex.Unknown || _facts.Sex is Sex.Unknown || kin.Sex == _facts.Sex);

    private static bool SexAgrees(Person person, Sex sex) => person.Sex is Sex.Unknown || sex is Sex.Unknown || person.Sex == sex;

    private Person Add(Person person)
    {
        if (_others.Count >= MostPeople)
        {
            return _others[^1];
        }

        _others.Add(person);
        return person;
    }

    private Person Remember(Person person)
    {
        LastSpokenOf = person;
        _opener ??= person.Role is PersonRole.Other ? person : null;
        _lastMale = person.Sex is Sex.Male ? person : _lastMale;
        _lastFemale = person.Sex is Sex.Female ? person : _lastFemale;
        _lastUnknown = person.Sex is Sex.Unknown ? person : _lastUnknown;
        _lastPlural = person.Plural ? person : _lastPlural;
        return person;
    }
}
