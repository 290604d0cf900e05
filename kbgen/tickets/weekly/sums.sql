-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.
WITH "t11" AS NOT MATERIALIZED (
  SELECT
    "t3"."id",
    "t3"."slot",
    "t3"."named",
    "t3"."sum_1",
    "t3"."sum_2",
    "t3"."sum_3",
    "t3"."sum_4",
    UNNEST("t3"."tags") AS "tag"
  FROM "placed" AS "t3"
), "t21" AS NOT MATERIALIZED (
  SELECT
    "t13"."tag",
    "t13"."slot",
    "t13"."tickets",
    "t13"."sum_1",
    "t13"."sum_2",
    "t13"."sum_3",
    "t13"."sum_4",
    "t4"."weeks_ago",
    "t4"."since",
    "t4"."until",
    "t6"."tag" AS "tag_of_rule",
    "t6"."topic",
    "t6"."since" AS "since_of_rule",
    "t6"."until" AS "until_of_rule",
    "t6"."shared"
  FROM (
    SELECT
      "t1"."tag",
      "t1"."slot",
      "t1"."tickets",
      "t1"."sum_1" * "t1"."tickets" AS "sum_1",
      "t1"."sum_2" * "t1"."tickets" AS "sum_2",
      "t1"."sum_3" * "t1"."tickets" AS "sum_3",
      "t1"."sum_4" * "t1"."tickets" AS "sum_4"
    FROM "part" AS "t1"
  ) AS "t13"
  INNER JOIN "slot" AS "t4"
    ON "t13"."slot" = "t4"."slot"
  LEFT OUTER JOIN "rule" AS "t6"
    ON "t13"."tag" = "t6"."tag"
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t30"."weeks_ago",
        CASE
          WHEN COALESCE("t30"."tag_of_rule", '') = ''
          THEN "t30"."tag"
          ELSE "t30"."topic"
        END AS "topic",
        "t30"."tickets",
        "t30"."sum_1",
        "t30"."sum_2",
        "t30"."sum_3",
        "t30"."sum_4"
      FROM (
        SELECT
          "t22"."slot",
          "t22"."tag",
          "t22"."tickets",
          "t22"."sum_1",
          "t22"."sum_2",
          "t22"."sum_3",
          "t22"."sum_4",
          "t4"."weeks_ago",
          "t4"."since",
          "t4"."until",
          "t6"."tag" AS "tag_of_rule",
          "t6"."topic",
          "t6"."since" AS "since_of_rule",
          "t6"."until" AS "until_of_rule",
          "t6"."shared"
        FROM (
          SELECT
            "t15"."slot",
            "t15"."tag",
            COUNT(*) AS "tickets",
            SUM("t15"."sum_1") AS "sum_1",
            SUM("t15"."sum_2") AS "sum_2",
            SUM("t15"."sum_3") AS "sum_3",
            SUM("t15"."sum_4") AS "sum_4"
          FROM "t11" AS "t15"
          GROUP BY
            1,
            2
        ) AS "t22"
        INNER JOIN "slot" AS "t4"
          ON "t22"."slot" = "t4"."slot"
        LEFT OUTER JOIN "rule" AS "t6"
          ON "t22"."tag" = "t6"."tag"
      ) AS "t30"
      WHERE
        (
          COALESCE("t30"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t30"."topic" <> ''
          )
          AND (
            (
              "t30"."since" >= "t30"."since_of_rule"
            )
            AND (
              "t30"."since" < "t30"."until_of_rule"
            )
          )
          AND NOT (
            "t30"."shared"
          )
        )
    ) AS "t41"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t35"."weeks_ago",
        "t35"."topic",
        "t35"."tickets",
        "t35"."sum_1",
        "t35"."sum_2",
        "t35"."sum_3",
        "t35"."sum_4"
      FROM (
        SELECT
          "t28"."weeks_ago",
          "t28"."topic",
          COUNT(*) AS "tickets",
          SUM("t28"."sum_1") AS "sum_1",
          SUM("t28"."sum_2") AS "sum_2",
          SUM("t28"."sum_3") AS "sum_3",
          SUM("t28"."sum_4") AS "sum_4"
        FROM (
          SELECT DISTINCT
            "t24"."id",
            "t24"."weeks_ago",
            "t24"."topic",
            "t24"."sum_1",
            "t24"."sum_2",
            "t24"."sum_3",
            "t24"."sum_4"
          FROM (
            SELECT
              "t16"."id",
              "t16"."slot",
              "t16"."named",
              "t16"."sum_1",
              "t16"."sum_2",
              "t16"."sum_3",
              "t16"."sum_4",
              "t16"."tag",
              "t10"."topic",
              "t10"."since_of_rule",
              "t10"."until_of_rule",
              "t10"."shared",
              "t5"."weeks_ago",
              "t5"."since",
              "t5"."until"
            FROM "t11" AS "t16"
            INNER JOIN (
              SELECT
                "t2"."tag",
                "t2"."topic",
                "t2"."since" AS "since_of_rule",
                "t2"."until" AS "until_of_rule",
                "t2"."shared"
              FROM "rule" AS "t2"
              WHERE
                "t2"."shared"
            ) AS "t10"
              ON "t16"."tag" = "t10"."tag"
            INNER JOIN "slot" AS "t5"
              ON "t16"."slot" = "t5"."slot"
          ) AS "t24"
          WHERE
            "t24"."since" >= "t24"."since_of_rule" AND "t24"."since" < "t24"."until_of_rule"
        ) AS "t28"
        GROUP BY
          1,
          2
      ) AS "t35"
    ) AS "t39"
  ) AS "t42"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t27"."weeks_ago",
        '' AS "topic",
        "t27"."tickets",
        "t27"."sum_1",
        "t27"."sum_2",
        "t27"."sum_3",
        "t27"."sum_4"
      FROM (
        SELECT
          "t19"."slot",
          "t19"."tagged",
          "t19"."tickets",
          "t19"."sum_1",
          "t19"."sum_2",
          "t19"."sum_3",
          "t19"."sum_4",
          "t4"."weeks_ago",
          "t4"."since",
          "t4"."until"
        FROM (
          SELECT
            "t12"."slot",
            "t12"."tagged",
            COUNT(*) AS "tickets",
            SUM("t12"."sum_1") AS "sum_1",
            SUM("t12"."sum_2") AS "sum_2",
            SUM("t12"."sum_3") AS "sum_3",
            SUM("t12"."sum_4") AS "sum_4"
          FROM (
            SELECT
              "t3"."id",
              "t3"."slot",
              "t3"."tags",
              "t3"."named",
              "t3"."sum_1",
              "t3"."sum_2",
              "t3"."sum_3",
              "t3"."sum_4",
              "t3"."named" > 0 AS "tagged"
            FROM "placed" AS "t3"
          ) AS "t12"
          GROUP BY
            1,
            2
        ) AS "t19"
        INNER JOIN "slot" AS "t4"
          ON "t19"."slot" = "t4"."slot"
      ) AS "t27"
      WHERE
        "t27"."tagged"
    ) AS "t31"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t43"."weeks_ago",
        '' AS "topic",
        "t43"."tickets",
        "t43"."sum_1",
        "t43"."sum_2",
        "t43"."sum_3",
        "t43"."sum_4"
      FROM (
        SELECT
          "t40"."weeks_ago",
          -(
            COUNT(*)
          ) AS "tickets",
          -(
            SUM("t40"."sum_1")
          ) AS "sum_1",
          -(
            SUM("t40"."sum_2")
          ) AS "sum_2",
          -(
            SUM("t40"."sum_3")
          ) AS "sum_3",
          -(
            SUM("t40"."sum_4")
          ) AS "sum_4"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t29"."id",
              "t29"."weeks_ago",
              "t29"."named",
              "t29"."sum_1",
              "t29"."sum_2",
              "t29"."sum_3",
              "t29"."sum_4",
              COUNT(*) AS "idle"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t16"."id",
                  "t16"."slot",
                  "t16"."named",
                  "t16"."sum_1",
                  "t16"."sum_2",
                  "t16"."sum_3",
                  "t16"."sum_4",
                  "t16"."tag",
                  "t14"."topic",
                  "t14"."since_of_rule",
                  "t14"."until_of_rule",
                  "t14"."shared",
                  "t5"."weeks_ago",
                  "t5"."since",
                  "t5"."until"
                FROM "t11" AS "t16"
                INNER JOIN (
                  SELECT
                    "t2"."tag",
                    "t2"."topic",
                    "t2"."since" AS "since_of_rule",
                    "t2"."until" AS "until_of_rule",
                    "t2"."shared"
                  FROM "rule" AS "t2"
                  WHERE
                    "t2"."topic" = ''
                ) AS "t14"
                  ON "t16"."tag" = "t14"."tag"
                INNER JOIN "slot" AS "t5"
                  ON "t16"."slot" = "t5"."slot"
              ) AS "t25"
              WHERE
                "t25"."since" >= "t25"."since_of_rule" AND "t25"."since" < "t25"."until_of_rule"
            ) AS "t29"
            GROUP BY
              1,
              2,
              3,
              4,
              5,
              6,
              7
          ) AS "t32"
          WHERE
            "t32"."idle" = "t32"."named"
        ) AS "t40"
        GROUP BY
          1
      ) AS "t43"
    ) AS "t44"
  ) AS "t45"
) AS "t46"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t19"."tickets",
        "t19"."sum_1",
        "t19"."sum_2",
        "t19"."sum_3",
        "t19"."sum_4"
      FROM (
        SELECT
          "t12"."slot",
          "t12"."tagged",
          COUNT(*) AS "tickets",
          SUM("t12"."sum_1") AS "sum_1",
          SUM("t12"."sum_2") AS "sum_2",
          SUM("t12"."sum_3") AS "sum_3",
          SUM("t12"."sum_4") AS "sum_4"
        FROM (
          SELECT
            "t3"."id",
            "t3"."slot",
            "t3"."tags",
            "t3"."named",
            "t3"."sum_1",
            "t3"."sum_2",
            "t3"."sum_3",
            "t3"."sum_4",
            "t3"."named" > 0 AS "tagged"
          FROM "placed" AS "t3"
        ) AS "t12"
        GROUP BY
          1,
          2
      ) AS "t19"
      INNER JOIN "slot" AS "t4"
        ON "t19"."slot" = "t4"."slot"
    ) AS "t26"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t23"."weeks_ago",
        CASE
          WHEN COALESCE("t23"."tag_of_rule", '') = ''
          THEN "t23"."tag"
          ELSE "t23"."topic"
        END AS "topic",
        "t23"."tickets",
        "t23"."sum_1",
        "t23"."sum_2",
        "t23"."sum_3",
        "t23"."sum_4"
      FROM "t21" AS "t23"
      WHERE
        (
          COALESCE("t23"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t23"."topic" <> ''
          )
          AND (
            (
              "t23"."since" >= "t23"."since_of_rule"
            )
            AND (
              "t23"."since" < "t23"."until_of_rule"
            )
          )
        )
    ) AS "t33"
  ) AS "t36"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t23"."weeks_ago",
        '' AS "topic",
        "t23"."tickets",
        "t23"."sum_1",
        "t23"."sum_2",
        "t23"."sum_3",
        "t23"."sum_4"
      FROM "t21" AS "t23"
      WHERE
        (
          COALESCE("t23"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t23"."topic" <> ''
          )
          AND (
            (
              "t23"."since" >= "t23"."since_of_rule"
            )
            AND (
              "t23"."since" < "t23"."until_of_rule"
            )
          )
        )
    ) AS "t34"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t13"."tickets",
        "t13"."sum_1",
        "t13"."sum_2",
        "t13"."sum_3",
        "t13"."sum_4"
      FROM (
        SELECT
          "t1"."tag",
          "t1"."slot",
          "t1"."tickets",
          "t1"."sum_1" * "t1"."tickets" AS "sum_1",
          "t1"."sum_2" * "t1"."tickets" AS "sum_2",
          "t1"."sum_3" * "t1"."tickets" AS "sum_3",
          "t1"."sum_4" * "t1"."tickets" AS "sum_4"
        FROM "part" AS "t1"
      ) AS "t13"
      INNER JOIN "slot" AS "t4"
        ON "t13"."slot" = "t4"."slot"
    ) AS "t20"
  ) AS "t37"
) AS "t38"
