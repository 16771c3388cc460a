using System.Diagnostics;
using Gateway.Charts;
using Gateway.Subjects;
using Gateway.Subjects.Naming;
using Gateway.Tests.Subjects.Identifiers;
using Gateway.Tests.Support;

namespace Gateway.Tests.Subjects.Naming;

/// <summary>What files are called, and what is written into pictures.</summary>
public sealed class NamePolicyTests
{
    private static readonly ChartFacts Will = Smiths.AChart("will-smith", "William", "2018-01-01", "male", Smiths.SusieForJohnny);

    private static readonly ChartFacts May = Smiths.AChart("may-smith", "May", "2016-01-01", "female", Smiths.SusieForJohnny);

    private static readonly PersonFacts Mother = Smiths.SusieAsPerson with
    {
        ProxiedCharts =
        [
            .. Smiths.SusieAsPerson.ProxiedCharts,
            new ProxiedChart(Will, Smiths.SusieForJohnny),
            new ProxiedChart(May, Smiths.SusieForJohnny),
        ],
    };

    [Theory]
    [InlineData("johnny", "Johnny_rash.jpg")]
    [InlineData("johnny", "johnny.rash.JPG")]
    [InlineData("johnny", "JohnnyRash2.jpeg")]
    [InlineData("johnny", "IMG_2041_johnny.heic")]
    [InlineData("johnny", "Johnny's rash")]
    [InlineData("johnny", "johnnys-fever-chart.pdf")]
    [InlineData("johnny", "2026-11-20 Johnny school note.pdf")]
    [InlineData("johnny", "JOHNNY%20SMITH.pdf")]
    [InlineData("emma", "emma-smith-school-form.pdf")]
    [InlineData("emma", "emmy_ear.jpg")]
    [InlineData("will", "Will_rash.jpg")]
    [InlineData("will", "billy-cough.mov")]
    [InlineData("will", "will smith form.pdf")]
    [InlineData("pass", "i_will_attach.pdf")]
    [InlineData("may", "May.jpg")]
    [InlineData("may", "may_smith_labs.pdf")]
    [InlineData("pass", "May_2024_results.pdf")]
    [InlineData("pass", "may labs.pdf")]
    [InlineData("other", "mom_meds.docx")]
    [InlineData("other", "dads-xray.png")]
    [InlineData("other", "husband_bp.csv")]
    [InlineData("other", "receta_mama.pdf")]
    [InlineData("johnny will", "my-son-ear.jpg")]
    [InlineData("pass", "selfie_with_mom.jpg")]
    [InlineData("other", "peter-smith-labs.pdf")]
    [InlineData("pass", "IMG_2041.jpg")]
    [InlineData("pass", "Susie_knee.jpg")]
    [InlineData("pass", "suzie-smith-labs.pdf")]
    [InlineData("pass", "my_rash.jpg")]
    [InlineData("pass", "Smith_labs.pdf")]
    [InlineData("pass", "scan0001.pdf")]
    [InlineData("pass", "Jordan_shoes.jpg")]
    [InlineData("pass", "baby_aspirin_label.jpg")]
    [InlineData("pass", "DS_0001.jpg")]
    [InlineData("pass", "lab results.pdf")]
    [InlineData("pass", "")]
    [InlineData("pass", "....")]
    public void A_file_name_in_her_own_chart(string expected, string name) =>
        Assert.Equal(expected, Judge(name, NameSource.FileName, Smiths.Susie));

    [Theory]
    [InlineData("pass", "Johnny_rash.jpg")]
    [InlineData("pass", "son_rash.jpg")]
    [InlineData("emma", "emma_form.pdf")]
    [InlineData("other", "mom_meds.docx")]
    public void A_file_name_in_her_sons_chart(string expected, string name) => Assert.Equal(
        expected,
        Judge(name, NameSource.FileName, Smiths.Johnny, sender: Smiths.SusieAsPerson));

    [Theory]
    [InlineData("pass", "Here is a picture of my rash that you asked for.")]
    [InlineData("johnny", "Here is a picture of the rash.")]
    [InlineData("johnny", "My left knee hurts when I climb stairs.")]
    public void The_text_may_say_that_it_is_the_writers_own(string expected, string text) =>
        Assert.Equal(expected, Judge("Johnny_rash.jpg", NameSource.FileName, Smiths.Susie, text));

    [Theory]
    [InlineData("johnny", "Johnny Smith", NameSource.Shown)]
    [InlineData("johnny", "Johnny at the lake, ear infection", NameSource.Caption)]
    [InlineData("other", "Peter Baker", NameSource.Shown)]
    [InlineData("pass", "Peter Baker", NameSource.Caption)]
    [InlineData("pass", "Susie Smith", NameSource.Shown)]
    [InlineData("pass", "OLYMPUS DIGITAL CAMERA", NameSource.Caption)]
    internal void Words_in_a_picture(string expected, string words, NameSource source) => Assert.Equal(expected, Judge(words, source, Smiths.Susie));

    [Fact]
    public void A_title_of_a_megabyte_and_one_of_marks_alone_are_read_in_time()
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var title in (string[])[new string('a', 1_000_000), string.Concat(Enumerable.Repeat("Johnny_", 150_000)), "z" + new string('\u0301', 1_000_000), new string('%', 1_000_000), new string('.', 1_000_000)])
        {
            Judge(title, NameSource.FileName, Smiths.Susie);
        }

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30));
    }

    private static string Judge(string words, NameSource source, ChartFacts chart, string text = "See the attachment.", PersonFacts? sender = null)
    {
        var findings = NamePolicy.Assess(
            [new NameClaim("Communication.payload[0].content.title", source, words)], IdentifierPolicyTests.FactsOf(chart, sender ?? Mother), text);
        return findings switch
        {
            [] => "pass",
            [{ Kind: FindingKind.SomeoneElse, OtherCharts.IsEmpty: true }] => "other",
            [{ Kind: FindingKind.SomeoneElse } one] => string.Join(' ', one.OtherCharts.Select(id => id.Value.Split('-')[0])),
            _ => "several",
        };
    }
}
