using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>
/// Walks a message once and gives every symptom, drug, result, age, request and question to the person who carries it: the owner
/// ("my son's fever"), else the holder of the clause ("he has a fever"), else whoever was spoken of last.
/// </summary>
internal sealed class OwnershipScan
{
    private const int OwnerReach = 4;
    private const int Owned = 3;
    private const int Told = 2;

    private readonly Stage _stage;
    private readonly MentionFinder _mentions;
    private readonly CueReader _cueReader;
    private readonly Carriers _carriers;
    private readonly Clause _clause = new();
    private readonly Company _company;

    public OwnershipScan(Stage stage)
    {
        _stage = stage;
        _mentions = new MentionFinder(stage);
        _cueReader = new CueReader(stage);
        _carriers = new Carriers(stage, _clause, _cueReader.Cues);
        _company = new Company(stage, _clause, _cueReader.Cues);
    }

    public MessageCues Cues => _cueReader.Cues;

    /// <summary>Everybody who is mentioned, in the order of the text.</summary>
    public List<Mention> Mentions { get; } = [];

    public void Run()
    {
        var tokens = _stage.Text.Tokens;
        for (var at = 0; at < tokens.Length; at++)
        {
            if (at > 0 && tokens[at].Sentence != tokens[at - 1].Sentence)
            {
                EndSentence();
            }

            _cueReader.ReadAt(at, _clause.Holder ?? _carriers.Topic);
            if (_mentions.TryFindAt(at, out var mention))
            {
                Mentions.Add(mention);
                mention.Who.Dead |= mention.Who.Role is PersonRole.Other && _cueReader.IsMourned(mention.Last);
                Meet(mention, at);
                at = mention.Last;
            }
            else
            {
                ReadToken(tokens[at], at);
            }
        }

        EndSentence();
        _company.NotePossessions(Mentions, _carriers.WriterTookAnothers);
    }

    private void Meet(in Mention mention, int at)
    {
        // In a child's chart the somebody else is the child.
        if (_stage.Cast.Sender.Role is PersonRole.Writer && _company.Last is { Who.Role: PersonRole.Other } giver && Clitics.IsForAnother(_stage, at, giver))
        {
            (_clause.Holder, _clause.Told) = (_stage.Cast.NamedSubject(), null);
            return;
        }

        var who = mention.Who;
        var role = MentionRoles.RoleAt(_stage, at);
        if (mention.Owns && who.Role is not PersonRole.Bystander)
        {
            (_clause.Owner, _clause.OwnerUntil) = (who, mention.Last + OwnerReach);
        }

        if (role is MentionRole.Source || (mention.Owns && who == _stage.Cast.Sender) || who.Role is PersonRole.Bystander || IsToldToTheWriter(mention, at))
        {
            return;
        }

        who.See(who.Role is PersonRole.Other ? "subject.mentioned" : "subject.writer", SpanOf(mention), at);
        _company.Meet(mention, role, at);
        _clause.WriterActs |= who == _stage.Cast.Sender && MentionRoles.IsNominative(_stage, mention);
        if (who.Role is PersonRole.Other)
        {
            MeetOther(mention, role, at);
        }

        var takes = _clause.Holder is not { } holder || _clause.Has(WordTags.Passing) || MentionRoles.IsNominative(_stage, mention) || Clitics.IsAfflicted(_stage, at) || role is not MentionRole.Plain
            || who.Role is PersonRole.Other && holder.Role is not PersonRole.Other;
        if (takes)
        {
            _clause.Holder = who;
            _clause.Forget(WordTags.Passing | WordTags.Speech);
            _clause.Together = _stage.IsAt(at, WordTags.We);
            _carriers.GivePending();
        }
    }

    /// <summary>"please tell me", "help us": the writer is spoken to, and carries nothing of what follows.</summary>
    private bool IsToldToTheWriter(in Mention mention, int at) =>
        mention.Who == _stage.Cast.Sender && _stage.IsAt(at, WordTags.First | WordTags.We) && !MentionRoles.IsNominative(_stage, mention)
        && _stage.IsAt(at - 1, WordTags.Informs)
        || mention.Who.Role is PersonRole.Writer && Clitics.IsGivenToTheWriter(_stage, at);

    private void MeetOther(in Mention mention, MentionRole role, int at)
    {
        _clause.Other = mention.Who;
        // "La retira mi marido": without an "a" before him, who comes after the verb does it.
        mention.Who.Helps += _stage.IsSpanish && _stage.IsAt(at - 1, WordTags.Logistic) ? 1 : 0;
        if (role is MentionRole.Plain && MentionRoles.IsToldOf(_stage, mention))
        {
            _clause.Told = (mention.Who, mention.Last);
        }

        if (MentionRoles.HasAge(_stage, mention))
        {
            mention.Who.Carries(Told, "subject.age", _stage.Text.Tokens[mention.Last], at);
        }

        if (role is not MentionRole.Source && !mention.Owns && _cueReader.IsOnBehalf(mention.First, mention.Last))
        {
            _carriers.GiveUnclaimed(mention.Who, at);
        }

        if (role is MentionRole.Beneficiary && !mention.Owns && (_clause.Carried > 0 || _carriers.HasPending))
        {
            mention.Who.Carries(Owned, "subject.for", _stage.Text.Tokens[mention.Last], at);
        }
    }

    /// <summary>"he has ...", "my wife got ...": whatever it is, a relative has it.</summary>
    private void NoteHaving(in Token token, int at)
    {
        if (token.Is(WordTags.Perception) && _clause.Holder is { Role: PersonRole.Other } holder && !_clause.Has(WordTags.Logistic))
        {
            holder.IsTold("subject.has", token, at);
        }
    }

    private void ReadToken(in Token token, int at)
    {
        if (token.Kind is TokenKind.Mark)
        {
            EndClauseAt(token, at);
            return;
        }

        if (token.Is(WordTags.Boundary) && !token.Is(WordTags.Relative))
        {
            EndClause();
        }

        if (Clitics.IsOfTheSpeaker(_stage, at))
        {
            _clause.Forget(WordTags.Speech);
        }
        else
        {
            _clause.Note(token);
        }

        _clause.WriterActs |= token.Is(WordTags.Ingest) && token.Shows(TokenTraits.OpensSentence) && _carriers.Topic is null;
        NoteHaving(token, at);
        if (token.Is(WordTags.Health | WordTags.Care) && !token.Is(WordTags.Logistic))
        {
            _carriers.Carry(token, at);
        }
        else if (Age.TryRead(_stage.Text, at, _stage.Lexicon, out _) && (_clause.Holder ?? _carriers.Topic) is { } aged)
        {
            aged.Carries(Told, "subject.age", token, at);
        }
    }

    private void EndClauseAt(in Token mark, int at)
    {
        var sign = _stage.Text.Mark(mark);
        // "My mother had diabetes, can you check my sugar?"
        var owner = _clause.Owner == _stage.Cast.Sender && _clause.Carried > 0 ? _clause.Owner : null;
        if (sign is '?' && (_clause.Holder ?? owner ?? _carriers.SentenceHolder ?? _carriers.Topic) is { Role: not PersonRole.Bystander } asked)
        {
            asked = asked != _stage.Cast.Sender ? asked
                : _clause.Other is { } other && !_clause.Has(WordTags.Logistic) ? other
                : (_clause.Carried == 0 || _carriers.Reports) && _carriers.Topic is not null ? _carriers.Topic : asked;
            asked.IsAskedAbout(mark, at);
        }

        if (sign is not ('/' or '"' or '&'))
        {
            EndClause();
        }
    }

    private void EndClause()
    {
        NoteSharing();
        _carriers.GoOn();
        _stage.Cast.Sender.Voice += _clause.WriterActs ? 1 : 0;
        if (_clause.Told is { } told)
        {
            EndTelling(told.Who, told.At);
        }

        // "My son drives me after the surgery": he does not go on to be the one operated on.
        if (_clause.Holder is { } holder && !(holder.Role is PersonRole.Other && _clause.Has(WordTags.Logistic)) && !OnlyTends(holder))
        {
            _carriers.SentenceHolder = holder;
            _carriers.Topic = holder == _stage.Cast.Sender && _clause.Carried == 0 ? _carriers.Topic : holder;
        }

        if (_clause.Has(WordTags.Speech | WordTags.Logistic))
        {
            _stage.Cast.GoBackToThePatient();
        }

        _clause.Clear();
    }

    /// <summary>"We gave her the inhaler: wheeze, no fever": what those who write for the patient do is not theirs to have.</summary>
    private bool OnlyTends(Person holder) => holder.Role is PersonRole.Writer && _clause is { Together: true, Joined: null };

    private void EndTelling(Person who, int at)
    {
        if (_clause.Has(WordTags.Logistic))
        {
            who.Helps++;
        }
        else
        {
            who.IsTold("subject.told", _stage.Text.Tokens[at], at);
        }
    }

    private void NoteSharing()
    {
        if (_clause.Joined is { } joined && (_clause.Carried > 0 || _carriers.HasPending))
        {
            joined.Who.Shares = true;
            Cues.Add(Cue.Both, SpanOf(joined));
        }
    }

    private void EndSentence()
    {
        EndClause();
        _carriers.SentenceHolder = null;
        _stage.Cast.EndSentence();
    }

    private TextSpan SpanOf(in Mention mention) =>
        TextSpan.Between(_stage.Text.Tokens[mention.First].Start, _stage.Text.Tokens[mention.Last].End);
}
