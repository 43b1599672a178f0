using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Directory;
using Xunit;
using static CrossStudyBroker.Tests.Directories.DirectoryFolder;

namespace CrossStudyBroker.Tests.Directories;

/// <summary>The directory is checked as a whole: every fault at once, each with the nearest valid choice.</summary>
public sealed class DirectoryFilesTests : IDisposable
{
    private readonly DirectoryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_sample_directory_is_valid()
    {
        var directory = DirectoryFiles.Read(Repository.PathOf("deploy/directory"), new ConnectionWays(["reference-sis"], Amqp: false));
        Assert.Equal(["10056", "10065", "10066"], directory.Institutions.Keys.Order());
        Assert.Equal(["3amk", "campusonline"], directory.Networks.Keys.Order());
        Assert.Equal(["10056", "10065", "10066"], directory.Networks["3amk"].Members.Select(member => member.Institution));
        Assert.All(directory.Institutions.Values, institution => Assert.NotNull(institution.StudyOffice));
        Assert.All(directory.Institutions.Values, institution => Assert.NotNull(institution.Contact));
    }

    [Fact]
    public void Every_fault_of_both_files_is_reported_at_once()
    {
        _folder.Edit(Institutions, ("institutions/0/code", "10065"), ("institutions/1/adapter/name", "refrence-sis"), ("institutions/2/adapter", new JsonObject { ["way"] = "amqp" }));
        _folder.Edit(
            Networks,
            ("networks/0/validUntil", "2020-07-31"),
            ("networks/0/members/1/validUntil", "2019-12-31"),
            ("networks/0/members/2/institution", "10067"),
            ("networks/1/id", "3amk"),
            ("networks/1/members/0/institution", "10065"));
        Assert.Equal(
            [
                "institutions.json: institution 10065 names the adapter 'refrence-sis', which is not installed here; the nearest is reference-sis.",
                "institutions.json: institution 10066 connects by AMQP, which the in-memory transport does not offer; start with --transport rabbitmq, or give it a hosted adapter (\"way\": \"dotnet\").",
                "institutions.json: the institution code 10065 stands 2 times.",
                "networks.json: network 3amk has the member 10056, which is not in institutions.json; the nearest is 10065.",
                "networks.json: network 3amk has the member 10065 more than once at the same time.",
                "networks.json: network 3amk has the member 10067, which is not in institutions.json; the nearest is 10065.",
                "networks.json: network 3amk, member 10065: ends (2019-12-31) before it begins (2020-08-01).",
                "networks.json: network 3amk: ends (2020-07-31) before it begins (2020-08-01).",
                "networks.json: the network id 3amk stands 2 times.",
            ],
            Faults(new ConnectionWays(["reference-sis"], Amqp: false)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_fault_of_one_entry_hides_none_of_the_others()
    {
        _folder.Edit(Institutions, ("institutions/0/statuss", "all"), ("institutions/1/adapter/name", "refrence-sis"));
        _folder.Edit(Networks, ("networks/0/type", "free"), ("networks/1/validUntil", "2020-07-31"), ("networks/1/members/2/institution", "10067"));
        Assert.Equal(
            [
                "institutions.json/institutions/0/statuss",
                "networks.json/networks/0/type",
                "institutions.json: institution 10065 names the adapter 'refrence-sis', which is not installed here; the nearest is reference-sis.",
                "networks.json: network campusonline: ends (2020-07-31) before it begins (2020-08-01).",
                "networks.json: network campusonline has the member 10067, which is not in institutions.json; the nearest is 10065.",
            ],
            Faults(new ConnectionWays(["reference-sis"], Amqp: false)).Select(fault => fault.Contains("json/", StringComparison.Ordinal) ? fault.Split(':')[0] : fault));
    }

    [Fact]
    public void The_exception_names_the_folder_and_lists_every_fault_on_a_line_of_its_own()
    {
        _folder.Write(Institutions, "{").Write(Networks, "[]");
        var exception = Assert.Throws<DirectoryFaultException>(() => DirectoryFiles.Read(_folder.Path, ConnectionWays.Any));
        Assert.Contains($"{_folder.Path} has {exception.Faults.Count} fault(s)", exception.Message);
        Assert.Equal(exception.Faults.Count + 1, exception.Message.Split('\n').Length);
        Assert.All(exception.Faults, fault => Assert.Contains("\n  - " + fault, exception.Message));
    }

    [Fact]
    public void A_field_that_the_schema_does_not_know_is_reported_at_its_place_with_the_nearest_one()
    {
        var fault = Assert.Single(Faults(Institutions, ("institutions/1/statuss", "all")));
        Assert.StartsWith("institutions.json/institutions/1/statuss: ", fault);
        Assert.Contains("status", fault[fault.IndexOf(": ", StringComparison.Ordinal)..]);
    }

    [Theory]
    [InlineData(Institutions, "institutions/0/status", "some")]
    [InlineData(Institutions, "institutions/0/code", "1005")]
    [InlineData(Institutions, "institutions/0/adapter/way", "carrier-pigeon")]
    [InlineData(Networks, "networks/0/type", "free")]
    [InlineData(Networks, "networks/0/validFrom", "1.8.2020")]
    [InlineData(Networks, "networks/0/validFrom", "2025-02-29")]
    [InlineData(Networks, "networks/0/validFrom", "0000-01-01")] // a day by the schema's format, but none that can be counted with
    [InlineData(Networks, "networks/0/members/0/institution", "Haaga-Helia")]
    public void A_value_that_the_schema_does_not_allow_is_reported_at_its_place(string file, string path, string value) =>
        Assert.StartsWith($"{file}/{path}: ", Assert.Single(Faults(file, (path, value))));

    [Fact]
    public void An_adapter_class_must_be_named() =>
        Assert.StartsWith("institutions.json/institutions/0/adapter/name: ", Assert.Single(Faults(Institutions, ("institutions/0/adapter/name", null))));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"networks": [],}""")]
    [InlineData("""{"networks": [] /* none */}""")]
    public void Malformed_JSON_is_reported_with_its_file_and_the_other_file_is_still_checked(string text)
    {
        _folder.Write(Networks, text).Edit(Institutions, ("institutions/0/code", "10065"));
        Assert.Equal(["networks.json: not valid JSON (line 1)", "institutions.json: the institution code 10065 stands 2 times"], Faults().Select(fault => fault.Split('.')[0] + "." + fault.Split('.')[1]));
    }

    [Fact]
    public void A_name_that_stands_twice_is_malformed_too()
    {
        _folder.Write(Networks, """{"networks": [], "networks": []}""");
        Assert.StartsWith("networks.json: not valid JSON. ", Assert.Single(Faults()));
    }

    [Fact]
    public void Missing_files_are_reported_each()
    {
        File.Delete(_folder.PathOf(Institutions));
        File.Delete(_folder.PathOf(Networks));
        Assert.Collection(
            Faults(),
            fault => Assert.StartsWith("institutions.json: cannot be read.", fault),
            fault => Assert.StartsWith("networks.json: cannot be read.", fault));
    }

    [Fact]
    public void A_missing_folder_is_reported_as_two_missing_files()
    {
        var faults = Assert.Throws<DirectoryFaultException>(() => DirectoryFiles.Read(Path.Combine(_folder.Path, "absent"), ConnectionWays.Any)).Faults;
        Assert.Equal(2, faults.Count);
    }

    [Fact]
    public void What_may_not_be_read_is_reported_like_what_is_missing()
    {
        File.Delete(_folder.PathOf(Networks));
        System.IO.Directory.CreateDirectory(_folder.PathOf(Networks)); // refused in the same way as a file without rights, for root too
        Assert.StartsWith("networks.json: cannot be read.", Assert.Single(Faults()));
    }

    [Fact]
    public void Members_are_not_held_against_a_file_of_institutions_that_cannot_be_used() =>
        Assert.Single(Faults(Institutions, ("institutions/0/status", "some")));

    [Theory]
    [InlineData("2020-08-01", null, "2021-01-01", null, true)]
    [InlineData("2020-08-01", "2021-01-01", "2021-01-01", null, true)] // both days are included
    [InlineData("2021-01-01", null, "2020-08-01", "2020-12-31", false)] // any order
    [InlineData("2020-08-01", "2020-12-31", "2021-01-01", null, false)]
    public void A_member_may_come_back_but_not_be_there_twice(string from, string? until, string again, string? againUntil, bool twice)
    {
        _folder.Edit(Networks, ("networks/0/members", new JsonArray(Member(from, until), Member(again, againUntil))));
        Assert.Equal(twice ? ["networks.json: network 3amk has the member 10056 more than once at the same time."] : [], Read(ConnectionWays.Any));
    }

    [Theory]
    [InlineData("2020-08-01", true)] // one day long
    [InlineData("2020-07-31", false)]
    public void A_period_may_be_one_day_long_but_not_less(string until, bool valid)
    {
        _folder.Edit(Networks, ("networks/0/members/0/validUntil", until), ("networks/1/validUntil", until));
        Assert.Equal(valid ? 0 : 2, Read(ConnectionWays.Any).Count);
    }

    [Fact]
    public void Adapters_are_not_held_against_a_process_that_hosts_none()
    {
        _folder.Edit(Institutions, ("institutions/0/adapter/name", "elsewhere"), ("institutions/1/adapter", new JsonObject { ["way"] = "amqp" }));
        Assert.Empty(Read(new ConnectionWays(null, Amqp: true)));
        Assert.Equal(
            "institutions.json: institution 10056 names the adapter 'elsewhere', which is not installed here.",
            Faults(new ConnectionWays([], Amqp: true))[0]);
    }

    private static JsonObject Member(string from, string? until)
    {
        var member = new JsonObject { ["institution"] = "10056", ["coordinator"] = false, ["validFrom"] = from };
        if (until is not null)
        {
            member["validUntil"] = until;
        }

        return member;
    }

    private IReadOnlyList<string> Faults(string file, params (string Path, JsonNode? Value)[] edits)
    {
        _folder.Edit(file, edits);
        return Faults();
    }

    private IReadOnlyList<string> Faults(ConnectionWays? ways = null) =>
        Assert.Throws<DirectoryFaultException>(() => DirectoryFiles.Read(_folder.Path, ways ?? ConnectionWays.Any)).Faults;

    private IReadOnlyList<string> Read(ConnectionWays ways)
    {
        try
        {
            DirectoryFiles.Read(_folder.Path, ways);
            return [];
        }
        catch (DirectoryFaultException exception)
        {
            return exception.Faults;
        }
    }
}
