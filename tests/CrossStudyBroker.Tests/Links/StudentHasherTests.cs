using System.Text.Json;
using CrossStudyBroker.Broker.Links;
using Xunit;

namespace CrossStudyBroker.Tests.Links;

/// <summary>The only form in which the broker remembers students.</summary>
public class StudentHasherTests
{
    private const string Hetu = "150402A901F";
    private static readonly StudentHasher Hasher = new([.. Enumerable.Repeat((byte)1, 32)]);

    [Fact]
    public void A_hash_is_the_same_on_every_replica_with_the_key() =>
        Assert.Equal(Hasher.Hash("personalIdentityCode", Hetu), new StudentHasher([.. Enumerable.Repeat((byte)1, 32)]).Hash("personalIdentityCode", Hetu));

    [Fact]
    public void Another_key_gives_another_hash() =>
        Assert.NotEqual(Hasher.Hash("personalIdentityCode", Hetu), new StudentHasher(new byte[32]).Hash("personalIdentityCode", Hetu));

    [Theory]
    [InlineData("150402a901f")]
    [InlineData(" 150402A901F ")]
    [InlineData("\t150402A901f\n")]
    public void Letter_case_and_surrounding_space_do_not_matter(string written) =>
        Assert.Equal(Hasher.Hash("personalIdentityCode", Hetu), Hasher.Hash("personalIdentityCode", written));

    [Fact]
    public void The_field_is_part_of_what_is_hashed()
    {
        Assert.NotEqual(Hasher.Hash("personalIdentityCode", Hetu), Hasher.Hash("learnerNumber", Hetu));
        Assert.NotEqual(Hasher.Hash("a", "b"), Hasher.Hash("ab", ""));
    }

    [Fact]
    public void A_hash_has_32_bytes_and_nothing_of_the_identifier_in_it()
    {
        var hash = Hasher.Hash("personalIdentityCode", Hetu);
        Assert.Equal(32, hash.Length);
        Assert.DoesNotContain(Hetu, Convert.ToHexString(hash) + System.Text.Encoding.Latin1.GetString(hash));
    }

    [Fact]
    public void Every_identifier_of_the_student_and_of_the_previous_identity_is_hashed()
    {
        var hashes = Hash("""
            {
              "student": { "learnerNumber": "1.2.246.562.98.90010000165", "personalIdentityCode": "150402A901F", "europeanStudentIdentifier": "urn:x", "homeStudentNumber": "EX2400001", "lastName": "Esimerkki" },
              "previousIdentity": { "learnerNumber": "1.2.246.562.98.90020000155" }
            }
            """);
        Assert.Equal(
            [
                Hasher.Hash("learnerNumber", "1.2.246.562.98.90010000165"),
                Hasher.Hash("personalIdentityCode", Hetu),
                Hasher.Hash("europeanStudentIdentifier", "urn:x"),
                Hasher.Hash("learnerNumber", "1.2.246.562.98.90020000155"),
            ],
            hashes);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{ "items": [] }""")]
    [InlineData("""{ "student": {} }""")]
    [InlineData("""{ "student": null }""")]
    [InlineData("""{ "student": [] }""")]
    [InlineData("""{ "student": { "learnerNumber": 1 } }""")]
    [InlineData("""{ "learnerNumber": "1.2.246.562.98.90010000165" }""")]
    public void Without_a_student_there_is_nothing_to_hash(string data) => Assert.Empty(Hash(data));

    private static IReadOnlyList<byte[]> Hash(string data)
    {
        using var document = JsonDocument.Parse(data);
        return Hasher.HashesOf(document.RootElement);
    }
}
