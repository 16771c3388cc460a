using System.Text;
using Gateway.Attachments;
using Gateway.Policies;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Attachments;

public sealed class AttachmentTypePolicyTests
{
    private static readonly AttachmentRules Shipped = PolicyDocument.Default().Attachments;

    public static TheoryData<string, byte[], bool> Files => new()
    {
        { "image/jpeg", APicture.Jpeg(), true },
        { "image/png", APicture.Png(), true },
        { "IMAGE/PNG; name=a", APicture.Png(), true },
        { "application/pdf", APdf.Saying("hello"), true },
        { "text/plain", Encoding.UTF8.GetBytes("My readings: 120/80"), true },
        { "text/csv", Encoding.UTF8.GetBytes("day,bp"), true },
        { "application/zip", Encoding.Latin1.GetBytes("PK\u0003\u0004..."), true },
        { "image/jpeg", APicture.Png(), true },
        { "image/jpeg", Encoding.Latin1.GetBytes("MZ\u0090\0.."), false },
        { "text/plain", Encoding.Latin1.GetBytes("MZ\u0090\0.."), false },
        { "application/pdf", Encoding.Latin1.GetBytes("\u007fELF.."), false },
        { "image/png", Encoding.ASCII.GetBytes("<html><script>alert(1)</script>"), false },
        { "text/plain", Encoding.ASCII.GetBytes("#!/bin/sh\nrm -rf /"), false },
        { "text/plain", Encoding.ASCII.GetBytes("  \n<!DOCTYPE html>"), false },
        { "text/html", Encoding.ASCII.GetBytes("<p>hello"), false },
        { "image/svg+xml", Encoding.ASCII.GetBytes("<svg/>"), false },
        { "image/heic", Encoding.Latin1.GetBytes("\0\0\0\u0018ftypheic\0\0\0\0mif1heic"), false },
        { "application/x-msdownload", Encoding.Latin1.GetBytes("MZ"), false },
        { "", Encoding.ASCII.GetBytes("hello"), false },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_taken_if_its_kind_is_and_if_it_is_what_it_says(string type, byte[] data, bool isTaken)
    {
        var message = new Communication { Payload = [new() { Content = new Attachment { ContentType = type, Data = data } }] };

        var issues = AttachmentTypePolicy.Check(CarriedFile.In(message), Shipped);

        Assert.Equal(isTaken, issues.IsEmpty);
        Assert.All(issues, issue => Assert.Equal(("attachment-type", "Communication.payload[0].content.data"), (issue.Reason, issue.Expression)));
    }

    [Fact]
    public void Files_are_found_wherever_a_message_carries_them()
    {
        var message = new Communication
        {
            Payload = [new() { Content = new FhirString("see below") }, new() { Content = new Attachment { Data = [1], SizeElement = new UnsignedInt(1), Hash = [9] } }],
            Contained =
            [
                new Binary { Data = [2] },
                new DocumentReference { Content = [new() { Attachment = new Attachment { Url = "http://elsewhere.example" } }, new() { Attachment = new Attachment { Data = [3] } }] },
                new QuestionnaireResponse { Item = [new() { LinkId = "photo", Answer = [new() { Value = new Attachment { Data = [4] } }] }] },
            ],
            Extension = [new Extension("http://elsewhere.example/picture", new Attachment { Data = [5] })],
        };

        var files = CarriedFile.In(message).ToArray();
        Assert.Equal(
            [
                "Communication.contained[0].data", "Communication.contained[1].content[1].attachment.data", "Communication.contained[2].item[0].answer[0].value.data",
                "Communication.extension[0].value.data", "Communication.payload[1].content.data",
            ],
            files.Select(file => file.Expression));

        foreach (var file in files)
        {
            file.Replace([7, 7]);
        }

        Assert.All(CarriedFile.In(message), file => Assert.Equal([7, 7], file.Data));
        var attachment = (Attachment)message.Payload[1].Content!;
        Assert.Equal((2, null), ((attachment.SizeElement as UnsignedInt)?.Value, attachment.Hash));
    }
}
