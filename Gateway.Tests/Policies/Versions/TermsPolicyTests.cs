using CsCheck;
using Gateway.Policies.Versions;

namespace Gateway.Tests.Policies.Versions;

public sealed class TermsPolicyTests
{
    private static readonly DateTimeOffset Start = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<PolicyTerm[]> Terms = Gen.Select(Gen.Int[1, 40], Gen.Int[0, 40], Gen.Bool, Gen.Bool, (from, length, ends, atOnce) => (from, length, ends, atOnce))
        .Array[0, 8]
        .Select(drawn => drawn.Select((one, i) => new PolicyTerm(i + 2, At(one.from), one.ends ? At(one.from + one.length + 1) : null, false))
            .Prepend(new PolicyTerm(1, At(0), null, true)).ToArray());

    [Fact]
    public void What_began_last_is_in_force_and_what_ends_gives_way_to_what_was_before()
    {
        PolicyTerm[] terms = [Term(1, 0), Term(2, 10, 20), Term(3, 30)];

        Assert.Equal([1, 1, 2, 2, 1, 1, 3, 3], ((int[])[0, 9, 10, 19, 20, 29, 30, 99]).Select(hour => TermsPolicy.InForce(terms, At(hour))!.Value.Number));
    }

    [Fact]
    public void A_version_that_was_planned_begins_although_another_was_activated_after_it() =>
        Assert.Equal(2, TermsPolicy.InForce([Term(1, 0), Term(2, 50), Term(3, 10)], At(50))!.Value.Number);

    [Fact]
    public void What_was_put_in_force_at_once_is_in_force_also_where_the_clock_is_behind() =>
        Assert.Equal(2, TermsPolicy.InForce([Term(1, 0), new PolicyTerm(2, At(10), null, true)], At(9))!.Value.Number);

    [Fact]
    public void There_is_one_in_force_at_every_instant_and_what_is_over_is_never_in_force_again() => Gen.Select(Terms, Gen.Int[0, 100], Gen.Int[0, 100])
        .Sample(
            (terms, now, later) =>
            {
                var over = TermsPolicy.Over(terms, At(now)).Select(term => term.Number).ToHashSet();
                var left = terms.Where(term => !over.Contains(term.Number)).ToArray();
                var then = At(now + later);
                return TermsPolicy.InForce(terms, then) is { } inForce && !over.Contains(inForce.Number) && TermsPolicy.InForce(left, then) == inForce;
            },
            iter: 20_000);

    private static PolicyTerm Term(int number, int from, int? until = null) => new(number, At(from), until is { } end ? At(end) : null, false);

    private static DateTimeOffset At(int hour) => Start.AddHours(hour);
}
