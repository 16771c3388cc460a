using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>Hears where a message asks for more than one: people joined by "and", something for one and for another, something of each.</summary>
internal sealed class Company(Stage stage, Clause clause, MessageCues cues)
{
    /// <summary>"Ada's four month shots": more words between than this belong to something else.</summary>
    private const int OwnedReach = 3;

    private Person? _beneficiary;

    /// <summary>Who was mentioned last.</summary>
    public Mention? Last { get; private set; }

    /// <summary>"my husband and I", "me and my son": both carry what follows; "for my husband and me": for both it is asked.</summary>
    public void Meet(in Mention mention, MentionRole role, int at)
    {
        var sender = stage.Cast.Sender;
        if (Last is { } last && last.Who != mention.Who && stage.IsJoined(last.Last, at) && IsCompany(last, at))
        {
            clause.Joined = last.Who == sender ? mention : mention.Who == sender ? last : clause.Joined;
            if (IsFor(last.First, MentionRoles.RoleAt(stage, last.First)) || stage.SaysAt(last.First - 1, "both") || stage.IsHeading(last.First, mention.Last + 1))
            {
                NoteSeveral(mention);
            }
        }

        Last = mention;
        NoteBeneficiary(mention, role, at);
    }

    /// <summary>"My refill and Ada's drops", "Mine: the drops. Ada's: the inhaler.": something of each.</summary>
    public void NotePossessions(List<Mention> mentions, bool writerTookAnothers)
    {
        bool? saysMine = writerTookAnothers ? false : null;
        for (var at = 0; at < mentions.Count; at++)
        {
            if (mentions[at] is { Owns: true, Who: { Role: PersonRole.Other, Dead: false } } others && OwnsSomething(others)
                && (IsBesideOwn(mentions, at) || (saysMine ??= SaysMine())))
            {
                NoteSeveral(others);
                return;
            }
        }
    }

    /// <summary>"The inhaler for me, and for my wife the drops": something for each.</summary>
    private void NoteBeneficiary(in Mention mention, MentionRole role, int at)
    {
        // "De" and "a" stand before whoever owns or is met, too.
        if (!IsFor(at, role) || mention.Owns || mention.Who.Role is PersonRole.Bystander || stage.IsSpanish)
        {
            return;
        }

        if (_beneficiary is { } before && before != mention.Who)
        {
            NoteSeveral(mention);
        }

        _beneficiary ??= mention.Who;
    }

    /// <summary>In "mi hijo y me duele" the writer is in the verb of another clause; "mi hijo y yo" are two.</summary>
    private bool IsCompany(in Mention last, int at) => !stage.IsSpanish || stage.SaysAt(last.First, "yo") || stage.SaysAt(at, "yo");

    private bool IsFor(int at, MentionRole role) => role is MentionRole.Beneficiary && !stage.IsAt(at - 2, WordTags.Negation);

    private bool IsBesideOwn(List<Mention> mentions, int at) =>
        at > 0 && IsOwn(mentions[at - 1]) && IsJoint(mentions[at].First) || at + 1 < mentions.Count && IsOwn(mentions[at + 1]) && IsJoint(mentions[at + 1].First);

    private bool IsJoint(int at) => stage.IsAt(at - 1, WordTags.And) || stage.IsJoined(at - 1, at);

    private bool IsOwn(in Mention mention) => mention.Owns && (mention.Who == stage.Cast.Sender || mention.Who == stage.Cast.Subject) && OwnsSomething(mention);

    /// <summary>Other than in "a friend of mine" and "a tremor like mine".</summary>
    private bool SaysMine() =>
        Enumerable.Range(0, stage.Text.Count).Any(at =>
            stage.SaysAt(at, "mine") && !stage.IsAt(at - 1, WordTags.SourcePrep | WordTags.TargetPrep | WordTags.Verb));

    private bool OwnsSomething(in Mention mention)
    {
        for (var at = mention.Last + 1; at < Math.Min(stage.Text.Count, mention.Last + 1 + OwnedReach); at++)
        {
            if (stage.IsAt(at, WordTags.Health | WordTags.Care) || at == mention.Last + 1 && stage.Text.Mark(stage.Text.Tokens[at]) is ':')
            {
                return true;
            }
        }

        return false;
    }

    private void NoteSeveral(in Mention mention) =>
        cues.Add(Cue.ForSeveral, TextSpan.Between(stage.Text.Tokens[mention.First].Start, stage.Text.Tokens[mention.Last].End));
}
